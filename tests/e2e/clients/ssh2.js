// ssh2, from npm.
const { Client } = require('ssh2');
const [, , port] = process.argv;
const link = new Client();

link.on('ready', () => link.exec('help', (refusal, stream) => {
  if (refusal) throw refusal;
  stream.on('data', (text) => process.stdout.write(text));
  stream.on('close', () => link.sftp((error, files) => {
    if (error) throw error;
    files.readdir('/', (error, list) => {
      if (error) throw error;
      console.log(list.map((file) => file.filename).join('\n'));
      files.fastGet('resume.pdf', 'resume.pdf', (error) => {
        if (error) throw error;
        link.end();
      });
    });
  }));
}));
link.connect({ host: '127.0.0.1', port, username: 'visitor', password: 'any' });
