// Package gantt is the chart type gantt: tasks as bars over a time axis.
//
// parse.go and click.go read the chart, dayjs.go and jsdate.go read and write
// dates as the reference's libraries do, schedule.go gives the tasks their
// times, axis.go places and writes ticks, draw.go draws.
//
// All times are UTC. "Today" is Source.Now; without it, as in builds, it is a
// fixed day and no today marker is drawn, so that the same chart gives the
// same bytes on every day. The fixed day shows only where a chart leaves the
// day open (dateFormat HH:mm) or refers to a task that does not exist.
package gantt
