import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export type Metrics = {
  registry: Registry
  requests: Counter<'route' | 'status'>
  seconds: Histogram<'route'>
  sockets: Gauge
  pushedEvents: Counter
}

export function makeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Counter({
      name: 'opora_requests_total',
      help: 'Answered calls by route and status',
      labelNames: ['route', 'status'],
      registers: [registry],
    }),
    seconds: new Histogram({
      name: 'opora_request_seconds',
      help: 'Time from the request to its answer',
      labelNames: ['route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    sockets: new Gauge({ name: 'opora_sockets', help: 'Open realtime sockets', registers: [registry] }),
    pushedEvents: new Counter({
      name: 'opora_pushed_events_total',
      help: 'Ticket events sent to sockets',
      registers: [registry],
    }),
  }
}
