// bench-wish PORT KEY FILE: the peer that needs no process for a visit. A
// pager of FILE on wish, in which j and k scroll and q leaves.
package main

import (
	"bytes"
	"io"
	"log"
	"os"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/wish"
	"github.com/gliderlabs/ssh"
)

// frames ends each frame as resume-ui does, which the client waits for. What
// prepares the terminal has no lines.
type frames struct{ io.Writer }

func (f frames) Write(frame []byte) (int, error) {
	if !bytes.Contains(frame, []byte("\n")) {
		return f.Writer.Write(frame)
	}
	_, err := f.Writer.Write(append(frame[:len(frame):len(frame)],
		"\x1b[?2026l"...))
	return len(frame), err
}

type pager struct {
	lines     []string
	top, rows int
}

func (p pager) Init() tea.Cmd { return nil }

func (p pager) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	if key, typed := message.(tea.KeyMsg); typed {
		switch key.String() {
		case "j":
			if p.top+p.rows < len(p.lines) {
				p.top++
			}
		case "k":
			if p.top > 0 {
				p.top--
			}
		case "q", "ctrl+c":
			return p, tea.Quit
		}
	}
	return p, nil
}

func (p pager) View() string {
	return strings.Join(p.lines[p.top:p.top+p.rows], "\n")
}

func main() {
	text, err := os.ReadFile(os.Args[3])
	if err != nil {
		log.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	page := func(next ssh.Handler) ssh.Handler {
		return func(session ssh.Session) {
			pty, _, _ := session.Pty()
			model := pager{lines: lines, rows: pty.Window.Height}
			program := tea.NewProgram(model, tea.WithAltScreen(),
				tea.WithInput(session), tea.WithOutput(frames{session}))
			if err := program.Start(); err != nil {
				log.Print(err)
			}
			next(session)
		}
	}
	server, err := wish.NewServer(wish.WithAddress("127.0.0.1:"+os.Args[1]),
		wish.WithHostKeyPath(os.Args[2]), wish.WithMiddleware(page))
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(server.ListenAndServe())
}
