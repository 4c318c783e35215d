// Lets a Go program serve kingtask's tasks one after another; is built with it. The protocol is in docs/warm.md.
//
//	func main() {
//		Serve(func(task *Task) int {
//			task.Tell(map[string]any{"progress": 0.5})
//			fmt.Fprintln(task.Stdout, ...)
//			return 0
//		})
//	}
//
// Started by hand, the program runs once, with its arguments.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"strings"
)

// Task is what one call has to do, and where its answer goes.
type Task struct {
	ID          string            `json:"id"`
	Args        []string          `json:"args"`
	Stdin       string            `json:"stdin"`
	Attempt     int               `json:"attempt"`
	Queue       string            `json:"queue"`
	Deadline    int64             `json:"deadline"`
	Fence       int64             `json:"fence"`
	Env         map[string]string `json:"env"`
	Traceparent string            `json:"traceparent"`
	Directory   string            `json:"directory"`

	Stdout io.Writer                 `json:"-"`
	Stderr io.Writer                 `json:"-"`
	Tell   func(what map[string]any) `json:"-"`
}

// Serve calls main for each task; what it answers is the exit status.
func Serve(main func(task *Task) int) {
	if os.Getenv("KINGTASK_WARM") != "1" {
		os.Exit(once(main))
	}
	in := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		if err := answer(main, line, out); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			os.Exit(1)
		}
	}
}

func answer(main func(task *Task) int, line []byte, out *json.Encoder) error {
	var stdout, stderr strings.Builder
	task := &Task{Stdout: &stdout, Stderr: &stderr}
	if err := json.Unmarshal(line, task); err != nil {
		return err
	}
	task.Tell = func(what map[string]any) {
		what["id"] = task.ID
		out.Encode(what)
	}
	status := main(task)
	return out.Encode(map[string]any{
		"id": task.ID, "stdout": stdout.String(), "stderr": stderr.String(), "exit_code": status,
	})
}

func once(main func(task *Task) int) int {
	task := &Task{Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr}
	task.Tell = func(what map[string]any) {
		control, err := os.OpenFile(os.Getenv("KINGTASK_CONTROL"), os.O_APPEND|os.O_WRONLY, 0)
		if err == nil {
			defer control.Close()
			json.NewEncoder(control).Encode(what)
		}
	}
	return main(task)
}
