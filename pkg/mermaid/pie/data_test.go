package pie_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/pie"
)

func TestCharts(t *testing.T) { charttest.Charts(t, pie.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, pie.Parse) }
