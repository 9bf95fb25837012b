package sequence_test

import (
	"testing"

	"course/pkg/mermaid/chart"
	"course/pkg/mermaid/sequence"
	"course/pkg/mermaid/svg"
)

const sample = `sequenceDiagram
    participant web as Web Browser
    participant blog as Blog Service
    participant account as Account Service
    participant mail as Mail Service
    participant db as Storage

    Note over web,db: The user must be logged in to submit blog posts
    web->>+account: Logs in using credentials
    account->>db: Query stored accounts
    db->>account: Respond with query result

    alt Credentials not found
        account->>web: Invalid credentials
    else Credentials found
        account->>-web: Successfully logged in

        Note over web,db: When the user is authenticated, they can now submit new posts
        web->>+blog: Submit new post
        blog->>db: Store post data

        par Notifications
            blog--)mail: Send mail to blog subscribers
            blog--)db: Store in-site notifications
        and Response
            blog-->>-web: Successfully posted
        end
    end
`

func BenchmarkDraw(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		src, err := chart.Prepare(sample)
		if err != nil {
			b.Fatal(err)
		}
		c, err := sequence.Parse(src)
		if err != nil {
			b.Fatal(err)
		}
		if err := c.Draw(svg.New("x-")); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("sequenceDiagram\nA->>+B: x\nB-->>-A: y\nbox red X\nparticipant Q@{ \"type\": \"queue\" } as Z\nend\n")
	f.Add("sequenceDiagram\ncreate actor C\nA-xC: #lt; %% no\ndestroy C\nC--)A:wrap: bye\nautonumber 1.5 .5\n")
	f.Fuzz(func(t *testing.T, s string) {
		src, err := chart.Prepare(s)
		if err != nil {
			return
		}
		c, err := sequence.Parse(src)
		if err != nil {
			return
		}
		if err := c.Draw(svg.New("x-")); err != nil {
			t.Errorf("draw: %v", err)
		}
		c.Describe("ru")
	})
}
