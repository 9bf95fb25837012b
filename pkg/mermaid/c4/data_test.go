package c4_test

import (
	"testing"

	"course/pkg/mermaid/c4"
	"course/pkg/mermaid/internal/charttest"
)

func TestCharts(t *testing.T) { charttest.Charts(t, c4.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, c4.Parse) }
