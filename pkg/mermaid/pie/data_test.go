package pie_test

import (
	"testing"

	"course/pkg/mermaid/pie"
	"course/pkg/mermaid/internal/charttest"
)

func TestCharts(t *testing.T) { charttest.Charts(t, pie.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, pie.Parse) }
