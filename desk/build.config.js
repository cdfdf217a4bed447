// The numbers of modules must not depend on the folder that one builds in: two builds give the same bytes.
module.exports = { optimization: { moduleIds: 'natural', chunkIds: 'natural' } };
