import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Context } from 'hono'

/**
 * No body may be larger. Where the length is announced, the header decides and Node holds the sender to it; Hono's own
 * limit would open the body as a web stream for that, which costs more than everything else in a short call.
 */
export function limitBody(maxBytes: number, onTooLarge: (context: Context) => Response): MiddlewareHandler {
  const counting = bodyLimit({ maxSize: maxBytes, onError: onTooLarge })
  return async (context, next) => {
    const announced = context.req.header('content-length')
    if (announced === undefined || context.req.header('transfer-encoding') !== undefined) return counting(context, next)
    return Number(announced) > maxBytes ? onTooLarge(context) : next()
  }
}
