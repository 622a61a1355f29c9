import { computed, shallowReactive, shallowRef } from 'vue'
import type { ComputedRef, ShallowRef } from 'vue'
import type { ApiError } from './apiError.ts'
import { useAction } from './useAction.ts'

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
  const { isBusy, reason, error, act, forget } = useAction()
  const values: Values = shallowReactive(options.initial())
  const initial = shallowRef(JSON.stringify(values))

  async function submit(): Promise<void> {
    await act(async () => {
      await options.submit(values)
      initial.value = JSON.stringify(values)
    })
  }

  function reset(): void {
    Object.assign(values, options.initial())
    initial.value = JSON.stringify(values)
    forget()
  }

  return {
    values,
    isBusy,
    isPristine: computed(() => JSON.stringify(values) === initial.value),
    reason,
    error,
    submit,
    reset,
  }
}
