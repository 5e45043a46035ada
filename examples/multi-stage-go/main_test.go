package main

import "testing"

func TestGreeting(t *testing.T) {
	if got := greeting(""); got != "hello, world\n" {
		t.Errorf("got %q", got)
	}
}
