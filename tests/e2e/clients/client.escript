#!/usr/bin/env escript
%% Erlang's ssh.
main([Port]) ->
    ok = logger:set_primary_config(level, none), % it would write in between
    ok = ssh:start(),
    {ok, Link} = ssh:connect("127.0.0.1", list_to_integer(Port),
                             [{user, "visitor"}, {password, "any"},
                              {silently_accept_hosts, true},
                              {user_interaction, false}]),
    {ok, Channel} = ssh_connection:session_channel(Link, 30000),
    success = ssh_connection:exec(Link, Channel, "help", 30000),
    show(Link, Channel),
    {ok, Files} = ssh_sftp:start_channel(Link),
    {ok, Names} = ssh_sftp:list_dir(Files, "/"),
    [io:format("~s~n", [Name]) || Name <- Names],
    {ok, Document} = ssh_sftp:read_file(Files, "resume.pdf"),
    ok = file:write_file("resume.pdf", Document).

show(Link, Channel) ->
    receive
        {ssh_cm, Link, {data, Channel, _, Text}} ->
            ok = file:write(standard_io, Text), show(Link, Channel);
        {ssh_cm, Link, {closed, Channel}} -> ok;
        {ssh_cm, Link, _} -> show(Link, Channel)
    end.
