package journey_test

import (
	"testing"

	"course/pkg/mermaid/journey"
	"course/pkg/mermaid/internal/charttest"
)

func TestCharts(t *testing.T) { charttest.Charts(t, journey.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, journey.Parse) }
