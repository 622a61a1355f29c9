import type { Context, MiddlewareHandler, Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/**
 * No body may be larger. Where the length is announced, the header decides and Node holds the sender to it; Hono's own
 * limit would open the body as a web stream for that, which costs more than everything else in a short call.
 */
export function limitBody(maxBytes: number, onTooLarge: (context: Context) => Response): MiddlewareHandler {
  const counting = bodyLimit({ maxSize: maxBytes, onError: onTooLarge })
  return async (context, next) => {
    const announced = context.req.header('content-length')
    if (announced === undefined || context.req.header('transfer-encoding') !== undefined) {
      return countChunks(counting, context, next)
    }
    return Number(announced) > maxBytes ? onTooLarge(context) : next()
  }
}

/** Chunks that are none end the connection: who sent them gets no answer, and nothing is wrong with the server. */
async function countChunks(counting: MiddlewareHandler, context: Context, next: Next): Promise<Response | void> {
  let isRead = false
  try {
    return await counting(context, () => {
      isRead = true
      return next()
    })
  } catch (error) {
    if (isRead || !context.req.raw.signal.aborted) throw error
    return context.body(null, 400)
  }
}
