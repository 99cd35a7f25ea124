// gitlab-ci-local 4.75 is made for Node 22. Of all that came with it, it uses this one method, when it starts.
Set.prototype.union ??= function (other) {
  return new Set([...this, ...other.keys()]);
};
