package packet_test

import (
	"testing"

	"course/pkg/mermaid/internal/charttest"
	"course/pkg/mermaid/packet"
)

const sample = `packet
title UDP Packet
+16: "Source Port"
+16: "Destination Port"
32-47: "Length"
48-63: "Checksum"
64-95: "Data (variable length)"
96: "F"
`

func TestCharts(t *testing.T) { charttest.Charts(t, packet.Parse) }

func TestErrors(t *testing.T) { charttest.Errors(t, packet.Parse) }

func BenchmarkDraw(b *testing.B) { charttest.Bench(b, sample, packet.Parse) }

func FuzzParse(f *testing.F) { charttest.Fuzz(f, sample, packet.Parse) }
