// Stands for libraries that a bundle leaves out: loading it is fine, and nobody calls what is not there.
module.exports = {};
