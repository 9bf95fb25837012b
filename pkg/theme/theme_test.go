package theme

import "testing"

func load(t testing.TB) *Theme {
	t.Helper()
	th, found, err := Load([]Layer{Default()}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 {
		t.Fatal(found)
	}
	return th
}

func TestDefault(t *testing.T) { load(t) }

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
