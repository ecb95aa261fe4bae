// Uploads a file with tus-js-client, unchanged. Arguments: endpoint, token, document, file, a file that
// keeps the upload's address, bytes after which to stand still (0: never). Says on standard output from
// which byte on it goes, "still" when it stands still, and "done".
import { createReadStream, writeSync } from 'node:fs'
import * as tus from 'tus-js-client'

const [endpoint, token, documentId, path, addresses, stillAt] = process.argv.slice(2)
const say = (words) => writeSync(1, `${words}\n`)
let begun = false

const upload = new tus.Upload(createReadStream(path), {
  endpoint,
  chunkSize: 4 * 1024 * 1024,
  headers: { Authorization: `Bearer ${token}` },
  metadata: { document_id: documentId },
  retryDelays: [0, 200, 1000],
  urlStorage: new tus.FileUrlStorage(addresses),
  storeFingerprintForResuming: true,
  onBeforeRequest: (request) => {
    if (!begun && request.getMethod() === 'PATCH') {
      begun = true
      say(`from ${request.getHeader('Upload-Offset')}`)
    }
  },
  onProgress: (sent) => {
    if (Number(stillAt) && sent > Number(stillAt)) {
      say('still')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    }
  },
  onSuccess: () => say('done'),
  onError: (error) => {
    say(`failed ${error.message}`)
    process.exitCode = 1
  },
})
const known = await upload.findPreviousUploads()
if (known.length) upload.resumeFromPreviousUpload(known[0])
upload.start()
