import { apiErrorTexts, waitingTexts } from './apiError.texts.ts'
import type { ApiError } from './apiError.ts'
import { useFormat } from './format.ts'
import { useTexts } from './i18n.ts'

/** Turns a reason into a sentence in the language of the page. */
export function useApiErrorText(): (reason: ApiError) => string {
  const t = useTexts(apiErrorTexts)
  const wait = useTexts(waitingTexts)
  const format = useFormat()
  return ({ code, details }) => {
    const { waitSeconds } = details
    if (typeof waitSeconds !== 'number' || code !== 'too_many_attempts') return t(code)
    return `${t(code)} ${wait('tryAgainIn', { time: format.minutes(Math.ceil(waitSeconds / 60)) })}`
  }
}
