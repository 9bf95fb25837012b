package c4_test

import (
	"testing"

	"course/pkg/mermaid/c4"
	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/svg"
)

const sample = `C4Container
    title Containers
    Person(student, "Student", "Takes the course")
    System_Boundary(c1, "Platform") {
        Container(site, "Site", "HTML", "Pages")
        ContainerDb(db, "Progress", "PostgreSQL", $link="https://example.org/")
        Container_Boundary(c2, "Loose", $tags="x") {
            ComponentQueue_Ext(q, "Queue", , "Waits")
        }
    }
    System_Ext(mail, "Mail")
    Rel(student, site, "Reads", "HTTPS")
    Rel_Back(site, db, "Writes")
    BiRel(site, mail, "Notifies")
    UpdateElementStyle(db, $bgColor="#ffd", $fontColor="#999")
    UpdateRelStyle(student, site, $textColor="red", $lineColor="blue", $offsetX="3")
    UpdateLayoutConfig($c4ShapeInRow="3", $c4BoundaryInRow="1")
`

func BenchmarkDraw(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		draw(b, sample)
	}
}

func draw(tb testing.TB, s string) {
	src, err := chart.Prepare(s)
	if err != nil {
		return
	}
	c, err := c4.Parse(src)
	if err != nil {
		return
	}
	if err := c.Draw(svg.New("x-")); err != nil {
		tb.Errorf("draw: %v", err)
	}
	c.Describe("ru")
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("C4Deployment\n Deployment_Node(a, \"A\", \"t\") {\n Node(b, \"B\") {\n Container(c, \"C\")\n }\n }\n Rel(c, a, \"x\")\n")
	f.Fuzz(func(t *testing.T, s string) { draw(t, s) })
}
