package flowchart

import "strings"

// shapeNames lists the shapes: the name used here first, then every name
// that a chart may give it.
var shapeNames = [...]string{
	"rect square squareRect proc process rectangle",
	"rounded round roundedRect event",
	"stadium terminal pill",
	"fr-rect subroutine subprocess subproc framed-rectangle",
	"cyl cylinder db database",
	"circle circ",
	"ellipse",
	"diam diamond decision question",
	"hex hexagon prepare",
	"lean-r lean_right lean-right in-out",
	"lean-l lean_left lean-left out-in",
	"trap-b trapezoid priority trapezoid-bottom",
	"trap-t inv_trapezoid manual trapezoid-top inv-trapezoid",
	"dbl-circ doublecircle double-circle",
	"text",
	"odd rect_left_inv_arrow",
	"notch-rect card notched-rectangle",
	"lin-rect lined-rectangle lined-process lin-proc shaded-process",
	"sm-circ start small-circle stateStart",
	"fr-circ stop framed-circle stateEnd",
	"fork join forkJoin",
	"hourglass collate",
	"brace comment brace-l",
	"brace-r",
	"braces",
	"bolt com-link lightning-bolt",
	"doc document",
	"delay half-rounded-rectangle",
	"h-cyl das horizontal-cylinder",
	"lin-cyl disk lined-cylinder",
	"curv-trap curved-trapezoid display",
	"div-rect div-proc divided-rectangle divided-process",
	"tri extract triangle",
	"win-pane internal-storage window-pane",
	"f-circ junction filled-circle",
	"notch-pent loop-limit notched-pentagon",
	"flip-tri manual-file flipped-triangle",
	"sl-rect manual-input sloped-rectangle",
	"docs documents st-doc stacked-document",
	"st-rect procs processes stacked-rectangle",
	"flag paper-tape",
	"bow-rect stored-data bow-tie-rectangle",
	"cross-circ summary crossed-circle",
	"tag-doc tagged-document",
	"tag-rect tag-proc tagged-rectangle tagged-process",
	"lin-doc lined-document",
	"cloud",
	"bang",
	"datastore data-store",
	"icon", "icon-square", "icon-circle", "icon-rounded", "image-square",
	"state", "choice", "note", "anchor",
}

// shapeByName maps every name to the one used here.
var shapeByName = func() map[string]string {
	m := map[string]string{}
	for _, line := range shapeNames {
		names := strings.Fields(line)
		for _, name := range names {
			m[name] = names[0]
		}
	}
	return m
}()

// shapeOf returns the shape's name used here, or nil.
func shapeOf(name string) *string {
	if s, ok := shapeByName[name]; ok {
		return &s
	}
	return nil
}

func shapeHint(name string) string {
	key := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	if s, ok := shapeByName[key]; ok {
		return "did you mean " + s + "?"
	}
	for known := range shapeByName {
		if len(key) > 2 && strings.HasPrefix(known, key[:3]) && !strings.Contains(known, "_") && known == strings.ToLower(known) {
			return "did you mean " + shapeByName[known] + "?"
		}
	}
	return "shapes are called rect, rounded, stadium, cyl, circle, diam, hex, doc and so on"
}
