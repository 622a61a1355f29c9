import axios, { AxiosError, type AxiosAdapter, type AxiosResponse } from 'axios'
import { askJson } from '#server/platform/http/askJson.ts'
import { mostLetters, readForeignText } from './domain/foreignText.ts'

/** Whatever else would use axios here has no bounds: a portal could answer without end, or redirect into our own network. */
axios.defaults.adapter = () => Promise.reject(new Error('a portal is asked through the bounded adapter alone'))

/** How the SDK reaches a portal: bounded in length, parts and time, and never followed to where it points. */
export function portalHttp(signal: AbortSignal, onRedirect: () => void): AxiosAdapter {
  return async (config) => {
    const { url = '', data } = config
    const headers = { 'content-type': 'application/json', 'user-agent': String(config.headers.get('user-agent') ?? '') }
    const { status, body } = await askJson({ url, headers, body: String(data ?? ''), signal })
    const isGood = status >= 200 && status < 300
    const response: AxiosResponse = {
      data: isGood ? body : errorIn(body),
      status,
      statusText: '',
      headers: {},
      config,
      request: null,
    }
    if (isGood) return response
    if (status >= 300 && status < 400) onRedirect()
    const code = status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE
    throw new AxiosError(`the portal answered ${status}`, code, config, null, response)
  }
}

/** The SDK takes its words into an error of its own, which is kept and logged. */
function errorIn(body: unknown): { error: string; error_description: string } {
  const said: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {}
  return {
    error: wordsIn(said['error'], mostLetters.code) || 'ERROR_UNEXPECTED_ANSWER',
    error_description: wordsIn(said['error_description'], mostLetters.sentence),
  }
}

function wordsIn(value: unknown, most: number): string {
  return typeof value === 'string' ? readForeignText(value, most) : ''
}
