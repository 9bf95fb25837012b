package timeline_test

import (
	"testing"

	"course/pkg/mermaid/timeline"
	"course/pkg/mermaid/internal/charttest"
)

func TestCharts(t *testing.T) { charttest.Charts(t, timeline.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, timeline.Parse) }
