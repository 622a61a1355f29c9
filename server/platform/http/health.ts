import type { Context, Hono } from 'hono'
import type pg from 'pg'
import type { Metrics } from '../metrics.ts'

export type HealthDeps = {
  pool: pg.Pool
  metrics: Metrics
  isStopping: () => boolean
  addressOf: (context: Context) => string | null
}

/** P6: alive (the process runs), ready (it takes work and the database answers), and figures for Prometheus. */
export function addHealth(app: Hono, { pool, metrics, isStopping, addressOf }: HealthDeps): void {
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', async (context) => {
    if (isStopping()) return context.text('stopping', 503)
    try {
      await pool.query('select 1')
      return context.text('ready')
    } catch {
      return context.text('the database does not answer', 503)
    }
  })
  // Figures of the whole server are for whoever runs it: only this machine may ask (README, deployment).
  app.get('/metrics', async (context) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(addressOf(context) ?? '')) return context.notFound()
    context.header('content-type', metrics.registry.contentType)
    return context.body(await metrics.registry.metrics())
  })
}
