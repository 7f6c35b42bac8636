// TLS to a wall that signed its certificate itself: it is trusted by its SHA-256 fingerprint alone,
// and not a byte is sent before it was compared.
import https from 'node:https'
import tls from 'node:tls'

export class PinnedAgent extends https.Agent {
	#fingerprint

	constructor(fingerprint) {
		super({ keepAlive: true, maxCachedSessions: 0 })
		this.#fingerprint = fingerprint
	}

	createConnection(options, callback) {
		const socket = tls.connect({ ...options, rejectUnauthorized: false, session: undefined })
		const failed = (error) => {
			socket.destroy()
			callback(error)
		}
		socket.once('error', failed)
		socket.once('secureConnect', () => {
			socket.off('error', failed)
			const seen = (socket.getPeerCertificate().fingerprint256 ?? '').replaceAll(':', '').toLowerCase()
			if (seen === this.#fingerprint) {
				callback(null, socket)
			} else {
				failed(new Error(`the wall shows another certificate, with the fingerprint ${seen}`))
			}
		})
	}
}
