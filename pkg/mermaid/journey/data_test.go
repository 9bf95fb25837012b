package journey_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/journey"
)

func TestCharts(t *testing.T) { charttest.Charts(t, journey.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, journey.Parse) }
