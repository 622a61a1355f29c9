import type { Context, Hono } from 'hono'
import type { Metrics } from '../metrics.ts'
import type { Readiness } from './readiness.ts'

export type HealthDeps = {
  readiness: Readiness
  metrics: Metrics
  isStopping: () => boolean
  addressOf: (context: Context) => string | null
}

/** P6: alive (the process runs), ready (it takes work and what it writes is kept), and figures for Prometheus. */
export function addHealth(app: Hono, { readiness, metrics, isStopping, addressOf }: HealthDeps): void {
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', async (context) => {
    if (isStopping()) return context.text('stopping', 503)
    const whyNot = await readiness()
    return whyNot === null ? context.text('ready') : context.text(whyNot, 503)
  })
  // Figures of the whole server are for whoever runs it: only this machine may ask (README, deployment).
  app.get('/metrics', async (context) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(addressOf(context) ?? '')) return context.notFound()
    context.header('content-type', metrics.registry.contentType)
    return context.body(await metrics.registry.metrics())
  })
}
