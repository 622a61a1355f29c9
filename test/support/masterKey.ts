/** Given to the server processes of stories and benches, so that codes issued here are known there. */
export const testMasterKey = '5e'.repeat(32)
