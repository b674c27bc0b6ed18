<?php
// libssh2, as PHP has it.
[, $port] = $argv;
$link = ssh2_connect('127.0.0.1', (int) $port);
ssh2_auth_password($link, 'visitor', 'any') || exit(1);
$stream = ssh2_exec($link, 'help');
stream_set_blocking($stream, true);
echo stream_get_contents($stream);
fclose($stream);
$sftp = ssh2_sftp($link);
$files = "ssh2.sftp://" . (int) $sftp . "/";
echo implode("\n", scandir($files)), "\n";
copy($files . 'resume.pdf', 'resume.pdf') || exit(1);
