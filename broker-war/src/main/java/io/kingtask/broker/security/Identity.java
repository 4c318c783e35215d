package io.kingtask.broker.security;

import io.kingtask.broker.config.Role;

/** Who somebody is, and what they may do. */
record Identity(String name, Role role) {}
