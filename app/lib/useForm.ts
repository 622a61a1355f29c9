import { computed, shallowReactive, shallowRef } from 'vue'
import type { ComputedRef, ShallowRef } from 'vue'
import { toApiError } from './apiError.ts'
import type { ApiError } from './apiError.ts'
import { useApiErrorText } from './useApiErrorText.ts'

export interface Form<Values extends object> {
  /** Reactive field by field; a nested value is replaced, not changed. */
  values: Values
  isBusy: Readonly<ShallowRef<boolean>>
  isPristine: ComputedRef<boolean>
  reason: Readonly<ShallowRef<ApiError | null>>
  /** The reason in words; empty when there is none. */
  error: ComputedRef<string>
  submit: () => Promise<void>
  reset: () => void
}

/** A form: its values, whether it is on its way, and why it was refused. A second submit while busy does nothing. */
export function useForm<Values extends object>(options: {
  initial: () => Values
  submit: (values: Values) => Promise<unknown>
}): Form<Values> {
  const errorText = useApiErrorText()
  const values: Values = shallowReactive(options.initial())
  const initial = shallowRef(JSON.stringify(values))
  const isBusy = shallowRef(false)
  const reason = shallowRef<ApiError | null>(null)

  async function submit(): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    reason.value = null
    try {
      await options.submit(values)
      initial.value = JSON.stringify(values)
    } catch (error) {
      reason.value = toApiError(error)
    } finally {
      isBusy.value = false
    }
  }

  function reset(): void {
    Object.assign(values, options.initial())
    initial.value = JSON.stringify(values)
    reason.value = null
  }

  return {
    values,
    isBusy,
    isPristine: computed(() => JSON.stringify(values) === initial.value),
    reason,
    error: computed(() => (reason.value === null ? '' : errorText(reason.value))),
    submit,
    reset,
  }
}
