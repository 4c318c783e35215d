// Adds integers; one process serves many tasks.
// Build: go build -o warm-add-go warm-add.go kingtask_warm.go, and make an empty file warm-add-go.warm beside it.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	Serve(func(task *Task) int {
		sum := 0
		for _, arg := range task.Args {
			number, err := strconv.Atoi(arg)
			if err != nil {
				fmt.Fprintln(task.Stderr, "no number:", arg)
				return 64
			}
			sum += number
		}
		task.Tell(map[string]any{"progress": 1})
		fmt.Fprintln(task.Stdout, sum)
		return 0
	})
}
