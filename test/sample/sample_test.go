package sample

import (
	"bytes"
	"testing"
)

// TestLesson holds lessons to what the benchmarks assume of them.
func TestLesson(t *testing.T) {
	one, two := Lesson(3, 100), Lesson(4, 100)
	if !bytes.Equal(one, Lesson(3, 100)) {
		t.Error("the same lesson has other bytes")
	}
	if bytes.Equal(one, two) {
		t.Error("two lessons are the same")
	}
	if len(one) < LessonBytes || len(one) > LessonBytes*11/10 {
		t.Errorf("a lesson has %d bytes, want about %d", len(one), LessonBytes)
	}
	for _, want := range []string{"```bash", "```json", "```sql", "```yaml", "```java", "```mermaid", "| Параметр", "<Callout", "](../", "#часть-1"} {
		if !bytes.Contains(one, []byte(want)) {
			t.Errorf("a lesson has no %q", want)
		}
	}
}
