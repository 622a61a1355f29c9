import type { Call, Outcome } from './call.ts'
import { isRefused, refused } from './call.ts'
import { callMethod } from './methods.ts'
import type { PhpMap, PhpValue } from './php.ts'
import { isMap, parsePhpQuery, phpArray, textOf } from './php.ts'
import { injected, logRequest } from './requestLog.ts'
import { timeBlock } from './time.ts'

const longest = 50

/** Up to fifty calls in one; `$result[key][field]` in a later one is replaced by what an earlier one answered. */
export function callBatch(call: Call): Outcome {
  const commands = Object.entries(call.params['CMD'] ?? {})
  if (commands.length > longest) {
    return refused(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded')
  }
  const isHalting = ['1', 'true', 'Y'].includes(textOf(call.params['HALT']))
  const results: [string, PhpValue][] = []
  const errors: [string, PhpValue][] = []
  const totals: [string, PhpValue][] = []
  const nexts: [string, PhpValue][] = []
  const times: [string, PhpValue][] = []
  for (const [key, command] of commands) {
    const started = call.world.now()
    const outcome = callOne(textOf(command), call, Object.fromEntries(results))
    if (isRefused(outcome)) {
      errors.push([key, { error: outcome.error, error_description: outcome.description }])
      if (isHalting) break
      continue
    }
    results.push([key, outcome.result])
    if (outcome.total !== undefined) totals.push([key, outcome.total])
    if (outcome.next !== undefined) nexts.push([key, outcome.next])
    times.push([key, timeBlock(started, call.world.now())])
  }
  return {
    result: {
      result: phpArray(results),
      result_error: phpArray(errors),
      result_total: phpArray(totals),
      result_next: phpArray(nexts),
      result_time: phpArray(times),
    },
  }
}

function callOne(command: string, call: Call, earlier: PhpMap): Outcome {
  const mark = command.indexOf('?')
  const name = (mark < 0 ? command : command.slice(0, mark)).toLowerCase()
  if (name === 'batch') return refused(405, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage')
  const params = upperCased(referred(mark < 0 ? {} : parsePhpQuery(command.slice(mark + 1)), earlier))
  const outcome = injected(call.portal, name) ?? callMethod(name, { ...call, params })
  logRequest(call.portal, { method: name, params, token: call.token, requestId: '', at: call.world.now() }, outcome)
  return outcome
}

/** The names of the top level in upper case. */
export function upperCased(params: PhpMap): PhpMap {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name.toUpperCase(), value]))
}

function referred(params: PhpMap, earlier: PhpMap): PhpMap {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, replaced(value, earlier)]))
}

function replaced(value: PhpValue, earlier: PhpMap): PhpValue {
  if (Array.isArray(value)) return value.map((item) => replaced(item, earlier))
  if (isMap(value)) return referred(value, earlier)
  const text = textOf(value)
  const whole = /^\$result((?:\[[^\]]+\])+)$/.exec(text)
  if (whole?.[1]) return lookUp(whole[1], earlier)
  return text.replace(/\$result((?:\[[^\]]+\])+)/g, (_match, path: string) => textOf(lookUp(path, earlier)))
}

function lookUp(path: string, earlier: PhpMap): PhpValue {
  let value: PhpValue = earlier
  for (const [, key = ''] of path.matchAll(/\[([^\]]+)\]/g)) {
    if (Array.isArray(value)) value = value[Number(key)]
    else value = isMap(value) ? value[key] : undefined
  }
  return value ?? null
}
