import { formatSize } from '#app/lib/formatSize.ts'
import { language, useTexts } from '#app/lib/i18n.ts'
import { useApiErrorText } from '#app/lib/useApiErrorText.ts'
import { roomIn, shortQuota, unknownRoom } from './fileLimits.ts'
import { fileTexts } from './files.texts.ts'
import { useFileStore } from './fileStore.ts'
import { percentOf } from './uploads.ts'
import type { FileProblem, Upload } from './uploads.ts'

/** How far a file has come, or why it does not come, in words. */
export function useUploadText(): (upload: Upload) => string {
  const t = useTexts(fileTexts)
  const errorText = useApiErrorText()
  const files = useFileStore()
  const limitsOf = ({ isOfNew, ticketId }: Upload) => files.limitsOf(isOfNew ? null : ticketId)

  function problemText(upload: Upload, problem: FileProblem): string {
    const limits = limitsOf(upload)
    const room = limits === null ? unknownRoom : roomIn(limits)
    if (problem === 'tooBig') return t('tooBig', { size: size(room.fileBytes) })
    if (problem !== 'noRoom') return t(problem)
    if (limits === null) return t('noRoom', { size: size(room.leftBytes) })
    const { of, usedBytes, mostBytes } = shortQuota(limits)
    return t(of, { used: size(usedBytes), most: size(mostBytes) })
  }

  return (upload) => {
    if (upload.problem !== null) return problemText(upload, upload.problem)
    if (upload.reason !== null) return errorText(upload.reason)
    const percent = percentOf([upload])
    switch (upload.state) {
      case 'sending':
        return t('sending', { percent, size: size(upload.bytes) })
      case 'paused':
        return t('paused', { percent })
      case 'cut':
        return t('cut', { percent })
      case 'done':
        return t('done', { size: size(upload.bytes) })
      case 'lost':
        return upload.messageId === null ? t('lost') : t('lostInMessage')
      case 'refused':
        return t('unreadable')
      case 'chosen':
        return t('waiting')
      case 'bmp':
      case 'waiting':
      case 'checked':
        return t(upload.state)
    }
  }
}

const size = (bytes: number): string => formatSize(bytes, language.value)
