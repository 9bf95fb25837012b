package radar_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/radar"
)

const sample = `radar-beta
title Skills
axis Agility, Speed, Strength
axis Stam["Stamina"], Intel["Intelligence"]
curve n1["Naruto"]{
  Agility 2, Speed 2,
  Strength: 3, Stam 5,
  Intel 0
}
curve n2["Sasuke"]{2, 3, 4, 1, 5}
max 8
graticule polygon
`

func TestCharts(t *testing.T) { charttest.Charts(t, radar.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, radar.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, radar.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, radar.Parse) }
