import { placesIn } from '#server/platform/embedded/places.ts'
import { scanFile, type ScannerAddress } from '#server/platform/files/clamd.ts'
import { makeExaminer, type Examiner } from '#server/platform/files/examiner.ts'
import { makeFileFolder } from '#server/platform/files/fileFolder.ts'
import type { FileSizes, FileTools } from './files.port.ts'

/** Of the configuration, what is about files; `virusScanner` is null where none is used. */
type FileConfig = {
  dataDir: string
  diskReserveBytes: number
  virusScanner: ScannerAddress | null
  fileLimits: FileSizes
}

/** What files need of this machine: a folder, processes that look into them, and a virus scanner where one is configured. */
export function makeFileTools(config: FileConfig): FileTools & { examiner: Examiner } {
  const { dataDir, diskReserveBytes: reserveBytes, virusScanner, fileLimits: sizes } = config
  return {
    store: makeFileFolder({ folder: placesIn(dataDir).files, reserveBytes }),
    examiner: makeExaminer(),
    scan: virusScanner === null ? null : (path) => scanFile(virusScanner, path),
    sizes,
  }
}
