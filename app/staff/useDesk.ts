import { storeToRefs } from 'pinia'
import { useDeskStore } from './deskStore.ts'

/** The desk whose workspace is open: its name, hours, people and what it sells, for every page of the workspace. */
export function useDesk() {
  const store = useDeskStore()
  return { desk: storeToRefs(store).desk, read: store.read }
}
