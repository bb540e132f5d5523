# SPDX-License-Identifier: MIT
# Copies the library, applies the patch, builds and runs the test that it brings. The patch touches
# two files of the library at most.

file(STRINGS ${patch} files REGEX "^[+][+][+] b/(src|include)/")
list(LENGTH files count)
if(count GREATER 2)
    message(FATAL_ERROR "a new step touches ${count} files of the library: ${files}")
endif()

file(REMOVE_RECURSE ${work})
file(COPY ${source}/CMakeLists.txt ${source}/include ${source}/src DESTINATION ${work}/saleskpi)
file(COPY ${source}/tests/main.cpp ${source}/tests/catch.hpp DESTINATION ${work}/saleskpi/tests)
execute_process(
    COMMAND ${patch_program} -p1 -i ${patch}
    WORKING_DIRECTORY ${work}/saleskpi
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/project -B ${work}/build -G ${generator}
        -D library=${work}/saleskpi
        -D CMAKE_CXX_COMPILER=${compiler}
        -D "CMAKE_CXX_COMPILER_LAUNCHER=${launcher}"
        -D CMAKE_UNITY_BUILD=ON
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND ${CMAKE_COMMAND} --build ${work}/build --parallel 2
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${work}/build/patched COMMAND_ERROR_IS_FATAL ANY)
