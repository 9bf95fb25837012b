package kanban_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/kanban"
)

const sample = `kanban
  Todo
    [Create Documentation]
    docs[Create Blog about the new diagram]
  id9[Ready for deploy]
    id8[Design grammar]@{ assigned: 'knsv' }
    id4[Create parsing tests]@{ ticket: MC-2038, assigned: 'K.Sveidqvist', priority: 'High' }
    ::icon(fa fa-book)
`

func TestCharts(t *testing.T) { charttest.Charts(t, kanban.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, kanban.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, kanban.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, kanban.Parse) }
