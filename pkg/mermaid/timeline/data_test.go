package timeline_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/timeline"
)

func TestCharts(t *testing.T) { charttest.Charts(t, timeline.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, timeline.Parse) }
