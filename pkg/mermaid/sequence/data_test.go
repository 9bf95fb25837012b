package sequence_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/sequence"
)

func TestCharts(t *testing.T) { charttest.Charts(t, sequence.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, sequence.Parse) }
