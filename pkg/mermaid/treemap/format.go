package treemap

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// pattern is the language of number formats: sign, currency, grouping,
// precision, trimming and type.
var pattern = regexp.MustCompile(`^([+ ]?)(\$?)(,?)(?:\.(\d{1,2}))?(~?)([defgs%]?)$`)

// format writes a value by a format such as ",", "$,.2f" or ".1%". Formats
// that it does not know are as ",".
func format(spec string, v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	v = min(v, most)
	switch spec {
	case "":
		spec = ","
	case "$0,0":
		spec = "$,"
	}
	m := pattern.FindStringSubmatch(spec)
	if m == nil {
		m = []string{"", "", "", ",", "", "", ""}
	}
	digits, unit := write(v, m[6], m[4], m[5] != "")
	if m[3] != "" {
		digits = group(digits)
	}
	sign := m[1]
	return sign + m[2] + digits + unit
}

// write returns a value's digits and what follows them.
func write(v float64, kind, precision string, trim bool) (digits, unit string) {
	p, given := 6, false
	if n, err := strconv.Atoi(precision); err == nil {
		p, given = n, true
	}
	switch kind {
	case "d":
		return strconv.FormatFloat(math.Round(v), 'f', 0, 64), ""
	case "%":
		v, unit = v*100, "%"
		digits = strconv.FormatFloat(v, 'f', p, 64)
	case "f":
		digits = strconv.FormatFloat(v, 'f', p, 64)
	case "e":
		digits = strconv.FormatFloat(v, 'e', p, 64)
	case "s":
		v, unit = scaled(v)
		digits, trim = strconv.FormatFloat(v, 'f', 3, 64), true
		if given {
			before := len(strconv.Itoa(int(v)))
			digits, trim = strconv.FormatFloat(v, 'f', max(0, p-before), 64), false
		}
	default:
		if !given {
			p = 12
		}
		digits, trim = significant(v, max(1, p)), true
	}
	if trim && strings.Contains(digits, ".") && !strings.Contains(digits, "e") {
		digits = strings.TrimRight(strings.TrimRight(digits, "0"), ".")
	}
	return digits, unit
}

// significant writes a value with so many digits that count.
func significant(v float64, p int) string {
	if v == 0 {
		return "0"
	}
	e := int(math.Floor(math.Log10(math.Abs(v))))
	if e >= 21 {
		return strconv.FormatFloat(v, 'e', p-1, 64)
	}
	scale := math.Pow(10, float64(e-p+1))
	if p-1-e >= 0 {
		return strconv.FormatFloat(v, 'f', p-1-e, 64)
	}
	return strconv.FormatFloat(math.Round(v/scale)*scale, 'f', 0, 64)
}

// scaled returns a value in thousands, millions and so on.
func scaled(v float64) (float64, string) {
	for _, u := range [...]struct {
		size float64
		name string
	}{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}} {
		if math.Abs(v) >= u.size {
			return v / u.size, u.name
		}
	}
	return v, ""
}

// group puts commas between the thousands.
func group(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	if strings.Contains(whole, "e") {
		return s
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return whole
}
