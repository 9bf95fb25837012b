package markdown

import "testing"

func TestHasNumber(t *testing.T) {
	for heading, want := range map[string]bool{
		"4. Checks": true, "2.1 Modes": true, "3) Run": true, "10.2. Ten": true,
		"3 steps": false, "2026": false, "Checks": false, "": false, "1.": false, ".5 x": false, "12345678901. x": false,
	} {
		if got := hasNumber(heading); got != want {
			t.Errorf("%q: %v", heading, got)
		}
	}
}
