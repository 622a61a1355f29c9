import { defineStore } from 'pinia'
import { markRaw } from 'vue'

/**
 * What must survive a reload of the page. A frame's storage is partitioned by the portal and may be denied altogether;
 * then memory stands in, for as long as the page lives, and only a reload loses what was not sent yet.
 */
export interface Shelf {
  keys(): string[]
  read(key: string): string | null
  write(key: string, value: string): void
  remove(key: string): void
}

/** Of the page, not of a shelf: whoever opens another ticket and comes back opens the shelf anew. */
const useShelfMemory = defineStore('shelfMemory', () => ({ memory: markRaw(new Map<string, string>()) }))

export function openShelf(prefix: string): Shelf {
  const { memory } = useShelfMemory()
  const disk = usableStorage()
  return {
    keys() {
      const kept = [...(disk === null ? [] : Object.keys(disk)), ...memory.keys()]
      return [...new Set(kept.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)))]
    },
    read: (key) => memory.get(prefix + key) ?? disk?.getItem(prefix + key) ?? null,
    write(key, value) {
      try {
        if (disk === null) throw new Error('denied')
        disk.setItem(prefix + key, value)
        memory.delete(prefix + key)
      } catch {
        // Denied or full: the page goes on with what it has.
        memory.set(prefix + key, value)
      }
    },
    remove(key) {
      memory.delete(prefix + key)
      disk?.removeItem(prefix + key)
    },
  }
}

function usableStorage(): Storage | null {
  try {
    const probe = 'opora:probe'
    window.localStorage.setItem(probe, probe)
    window.localStorage.removeItem(probe)
    return window.localStorage
  } catch {
    return null
  }
}
