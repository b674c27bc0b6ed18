// Go's golang.org/x/crypto/ssh, which has no sftp: by commands.
package main

import (
	"os"

	"golang.org/x/crypto/ssh"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	link, err := ssh.Dial("tcp", "127.0.0.1:"+os.Args[1], &ssh.ClientConfig{
		User:            "visitor",
		Auth:            []ssh.AuthMethod{ssh.Password("any")},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	must(err)
	for _, command := range []string{"help", "ls", "pdf"} {
		session, err := link.NewSession()
		must(err)
		output, err := session.Output(command)
		must(err)
		if command == "pdf" {
			must(os.WriteFile("resume.pdf", output, 0600))
		} else {
			os.Stdout.Write(output)
		}
	}
	must(link.Close())
}
