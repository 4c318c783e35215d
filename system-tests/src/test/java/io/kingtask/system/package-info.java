/** Black-box tests of the built distribution: real processes, a real Redis, and the outside contract; and the import rules. */
@NullMarked
package io.kingtask.system;

import org.jspecify.annotations.NullMarked;
