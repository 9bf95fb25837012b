package gantt_test

import (
	"testing"

	"course/pkg/mermaid/gantt"
	"course/pkg/mermaid/internal/charttest"
)

func TestCharts(t *testing.T) { charttest.Charts(t, gantt.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, gantt.Parse) }
