import ImageFileIcon from '@bitrix24/b24icons-vue/file-type/IconImgIcon'
import OtherFileIcon from '@bitrix24/b24icons-vue/file-type/IconEmptyIcon'
import PdfFileIcon from '@bitrix24/b24icons-vue/file-type/IconPdfIcon'
import TextFileIcon from '@bitrix24/b24icons-vue/file-type/IconTxtIcon'
import VideoFileIcon from '@bitrix24/b24icons-vue/file-type/IconVideoIcon'
import WordFileIcon from '@bitrix24/b24icons-vue/file-type/IconDocIcon'
import SheetFileIcon from '@bitrix24/b24icons-vue/file-type/IconXlsIcon'
import SlidesFileIcon from '@bitrix24/b24icons-vue/file-type/IconPptIcon'
import ZipFileIcon from '@bitrix24/b24icons-vue/file-type/IconZipIcon'
import type { Component } from 'vue'

const byEnding: readonly [RegExp, Component][] = [
  [/\.(png|jpe?g|gif|webp|avif|heic|bmp|tiff?|svg)$/i, ImageFileIcon],
  [/\.(mp4|webm|mov|m4v)$/i, VideoFileIcon],
  [/\.pdf$/i, PdfFileIcon],
  [/\.(txt|log|md|csv|json|xml|ya?ml|ini)$/i, TextFileIcon],
  [/\.(docx?|odt|rtf)$/i, WordFileIcon],
  [/\.(xlsx?|ods)$/i, SheetFileIcon],
  [/\.(pptx?|odp)$/i, SlidesFileIcon],
  [/\.(zip|rar|7z|gz|tar)$/i, ZipFileIcon],
]

/** What its name promises: what it is says the server. */
export function fileIcon(name: string): Component {
  return byEnding.find(([ending]) => ending.test(name))?.[1] ?? OtherFileIcon
}
