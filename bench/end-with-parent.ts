// Loaded before a child's own program: ends it when its parent has ended, however that came.
process.once('disconnect', () => process.exit())
// Listening keeps no process alive that has done its work.
process.channel?.unref()
