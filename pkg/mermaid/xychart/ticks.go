package xychart

import (
	"math"
	"strconv"
)

// ticks returns round numbers from low to high, about count of them: those of
// d3-array's ticks.
func ticks(low, high float64, count int) []float64 {
	if low == high {
		return []float64{low}
	}
	if low > high {
		list := ticks(high, low, count)
		for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
			list[i], list[j] = list[j], list[i]
		}
		return list
	}
	raw := (high - low) / float64(count)
	power := math.Floor(math.Log10(raw))
	fraction := raw / math.Pow(10, power)
	factor := 1.0
	switch {
	case fraction >= math.Sqrt(50):
		factor = 10
	case fraction >= math.Sqrt(10):
		factor = 5
	case fraction >= math.Sqrt2:
		factor = 2
	}
	// Steps below one are kept as their inverse, which is exact.
	var list []float64
	if power < 0 {
		inverse := math.Pow(10, -power) / factor
		for i := math.Ceil(low*inverse - 1e-9); i <= math.Floor(high*inverse+1e-9) && len(list) < 100; i++ {
			list = append(list, i/inverse)
		}
		return list
	}
	step := math.Pow(10, power) * factor
	for i := math.Ceil(low/step - 1e-9); i <= math.Floor(high/step+1e-9) && len(list) < 100; i++ {
		list = append(list, i*step)
	}
	return list
}

// write writes a number as ECMAScript does, for the sizes that charts have.
func write(v float64) string {
	if v == 0 {
		return "0"
	}
	if a := math.Abs(v); a >= 1e21 || a < 1e-6 {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
