import DeskApp from '#app/shell/desk/DeskApp.vue'
import { makeDeskRouter } from '#app/shell/desk/router.ts'
import { textChunks } from '#app/lib/textChunks.ts'
import { mountPage } from '#app/mount.ts'

void mountPage(DeskApp, textChunks, makeDeskRouter())
