import InstallApp from '#app/shell/install/InstallApp.vue'
import { textChunks } from '#app/lib/textChunks.ts'
import { mountPage } from '#app/mount.ts'

void mountPage(InstallApp, textChunks)
